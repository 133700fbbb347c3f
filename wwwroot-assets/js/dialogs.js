// A dialog keeps the keyboard, also when the focus was lost: to nowhere, on a page that was drawn anew, or behind the dialog.
document.addEventListener("keydown", event => {
  if (event.key !== "Tab" && event.key !== "Escape") return;
  const dialog = [...document.querySelectorAll(".mud-dialog-container")].at(-1);
  if (!dialog || dialog.contains(event.target) || event.target.closest(".mud-popover")) return;
  event.preventDefault();
  event.stopPropagation();
  const first = dialog.querySelector("input, textarea, button:not([disabled]), a[href]") ?? dialog.querySelector(".mud-dialog");
  first.focus();
  if (event.key === "Escape") first.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", bubbles: true, cancelable: true }));
}, true);
