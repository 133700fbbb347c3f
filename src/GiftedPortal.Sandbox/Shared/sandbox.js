// Everything works without this file; it only copies a shown value to the clipboard.
document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  button.textContent = button.dataset.copied;
});

document.addEventListener("change", event => {
  const all = event.target.dataset.tickAll;
  if (all) for (const box of event.target.form.elements[all]) box.checked = event.target.checked;
  else if (event.target.form?.elements.all && !event.target.checked) event.target.form.elements.all.checked = false;
});
