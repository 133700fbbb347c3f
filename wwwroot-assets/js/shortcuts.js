// Alt and a letter click the element that names it, wherever the focus is: <a data-shortcut="KeyJ">. The code is the key's place, so it works in every keyboard layout.
document.addEventListener("keydown", event => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const element = document.querySelector(`[data-shortcut="${CSS.escape(event.code)}"]`);
  if (!element) return;
  event.preventDefault();
  element.click();
});
