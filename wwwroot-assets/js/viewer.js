// Loaded first and blocking: the theme is on <html> before the first paint. Also what components ask of the browser.
(() => {
  const key = "gifted.theme";
  const system = matchMedia("(prefers-color-scheme: dark)");
  let copying, chosen;

  const stored = () => { try { return chosen ?? localStorage.getItem(key); } catch { return null; } };
  const preference = () => (["light", "dark"].includes(stored()) ? stored() : "system");
  const dark = () => preference() === "dark" || (preference() === "system" && system.matches);

  function apply() {
    document.documentElement.dataset.theme = dark() ? "dark" : "light";
    for (const radio of document.getElementsByName("theme")) radio.checked = radio.value === preference();
  }

  async function copy(text) {
    try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
  }

  system.addEventListener("change", apply);
  addEventListener("change", ({ target }) => {
    if (target.name !== "theme") return;
    try { localStorage.setItem(key, target.value); } catch { chosen = target.value; /* no storage: the choice lasts as long as the page */ }
    apply();
  });
  addEventListener("DOMContentLoaded", apply);
  addEventListener("storage", event => event.key === key && apply());
  addEventListener("click", event => {
    const button = event.target.closest?.("[data-copy]");
    if (button) copying = copy(button.dataset.copy);
  }, true);
  // the skip link must not become a navigation: the router would take the fragment for a page
  addEventListener("click", event => {
    if (!event.target.closest?.("[data-skip]")) return;
    event.preventDefault();
    (document.querySelector("#content h1") ?? document.getElementById("content")).focus();
  }, true);
  apply();

  window.giftedPortal = {
    copied: () => copying,
    // once the answer to the call is on its way: a page that unloads under a call leaves an error in the log
    leave: address => { setTimeout(() => location.assign(address)); },
    zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "Etc/UTC",
  };
})();
