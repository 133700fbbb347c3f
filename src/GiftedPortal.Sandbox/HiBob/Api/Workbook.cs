using System.IO.Compression;
using System.Xml.Linq;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>The smallest Excel file: one sheet of text.</summary>
internal static class Workbook
{
    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";

    public static byte[] Of(IEnumerable<IReadOnlyList<string>> lines)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", new XElement(Types + "Types",
                new XElement(Types + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
                Part("/xl/workbook.xml", "sheet.main"), Part("/xl/worksheets/sheet1.xml", "worksheet")));
            Add(zip, "_rels/.rels", Link("officeDocument", "xl/workbook.xml"));
            Add(zip, "xl/workbook.xml", new XElement(Sheet + "workbook", new XElement(Sheet + "sheets",
                new XElement(Sheet + "sheet", new XAttribute("name", "Report"), new XAttribute("sheetId", 1), new XAttribute(Relation + "id", "r1")))));
            Add(zip, "xl/_rels/workbook.xml.rels", Link("worksheet", "worksheets/sheet1.xml"));
            Add(zip, "xl/worksheets/sheet1.xml", new XElement(Sheet + "worksheet", new XElement(Sheet + "sheetData", lines.Select(line => new XElement(Sheet + "row", line.Select(Cell))))));
        }

        return file.ToArray();
    }

    private static XElement Cell(string text) => new(Sheet + "c", new XAttribute("t", "inlineStr"), new XElement(Sheet + "is", new XElement(Sheet + "t", text)));

    private static XElement Part(string name, string type) => new(
        Types + "Override", new XAttribute("PartName", name), new XAttribute("ContentType", $"application/vnd.openxmlformats-officedocument.spreadsheetml.{type}+xml"));

    private static XElement Link(string type, string target) => new(Package + "Relationships", new XElement(
        Package + "Relationship", new XAttribute("Id", "r1"), new XAttribute("Type", Relation.NamespaceName + "/" + type), new XAttribute("Target", target)));

    private static void Add(ZipArchive zip, string name, XElement content)
    {
        using var part = zip.CreateEntry(name).Open();
        content.Save(part);
    }
}
