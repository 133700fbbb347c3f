// Moves the focus to a heading marked data-arrival as soon as it appears, once. In the browser, because the server would need another round trip for it.
(() => {
  let last;
  new MutationObserver(() => {
    const heading = document.querySelector("[data-arrival]");
    if (heading === last) return;
    last = heading;
    heading?.focus();
  }).observe(document.body, { childList: true, subtree: true });
})();
