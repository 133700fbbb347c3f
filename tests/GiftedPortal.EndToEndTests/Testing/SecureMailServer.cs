using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>The same real mail server as <see cref="MailServer"/>, which takes letters only over STARTTLS and after a sign-in. Its certificate is its own, so who is to trust it must be told.</summary>
public sealed class SecureMailServer : IAsyncDisposable
{
    public const string User = "portal";
    public const string Password = "correct horse battery staple";

    private const string Program = """
        import asyncio, ssl, sys
        from aiosmtpd.handlers import Mailbox
        from aiosmtpd.smtp import SMTP, AuthResult

        port, folder, certificate, key, user, password = sys.argv[1:]
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(certificate, key)

        def check(server, session, envelope, mechanism, data):
            return AuthResult(success=(data.login, data.password) == (user.encode(), password.encode()), handled=False)

        async def main():
            serve = lambda: SMTP(Mailbox(folder), tls_context=tls, require_starttls=True, auth_required=True, authenticator=check)
            server = await asyncio.get_running_loop().create_server(serve, "127.0.0.1", int(port))
            print("listening", flush=True)
            await server.serve_forever()

        asyncio.run(main())
        """;

    private readonly string _folder;
    private readonly ChildProcess _process;

    private SecureMailServer(string folder)
    {
        _folder = folder;
        Port = FreePorts.Find(1)[0];
        var script = Path.Combine(folder, "server.py");
        File.WriteAllText(script, Program);
        _process = ChildProcess.Start(Python(), [script, $"{Port}", Path.Combine(folder, "mail"), Certificate, Path.Combine(folder, "key.pem"), User, Password]);
    }

    public int Port { get; }

    /// <summary>Path of the certificate, which also vouches for itself.</summary>
    public string Certificate => Path.Combine(_folder, "certificate.pem");

    /// <summary>What it took so far.</summary>
    public IReadOnlyList<MimeMessage> Messages =>
        Directory.Exists(Path.Combine(_folder, "mail", "new")) ? [.. Directory.GetFiles(Path.Combine(_folder, "mail", "new")).Select(file => MimeMessage.Load(file))] : [];

    public static async Task<SecureMailServer> StartAsync(CancellationToken cancellationToken)
    {
        var folder = TemporaryFolder.PathFor("secure-mail");
        Directory.CreateDirectory(folder);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem(), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem(), cancellationToken);
        var server = new SecureMailServer(folder);
        await server._process.WaitForOutputAsync("listening", cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // the interpreter that aiosmtpd was installed for: the program's own first line names it
    private static string Python()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "aiosmtpd")).First(File.Exists);
        return File.ReadLines(program).First().TrimStart('#', '!').Trim();
    }
}
