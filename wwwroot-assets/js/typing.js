// Saves each field marked data-typed while somebody types, by requests of its own: the circuit may be lost at this very moment.
(() => {
  const pause = 300, again = 1000, longest = 100_000;
  const waiting = new Map(); // key of the field → what stands in it
  let timer, sending;

  addEventListener("input", ({ target }) => {
    // a text far beyond every field would end the circuit; what is left is still too long, and answered with a sentence
    if (target.value?.length > longest) target.value = target.value.slice(0, longest);
    const key = target.dataset?.typed;
    if (!key) return;
    waiting.set(key, { field: target, text: target.value, seat: target.closest("[data-seat]")?.dataset.seat });
    later(pause);
  }, true);
  addEventListener("focusout", save, true);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  addEventListener("pagehide", () => send());

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  // one request after the other, so that the last text wins
  function save() {
    if (waiting.size === 0) return sending ?? Promise.resolve();
    return sending ??= send().finally(() => {
      sending = undefined;
      if (waiting.size > 0) later(again);
    });
  }

  async function send() {
    for (const [key, one] of [...waiting]) {
      let answer;
      try {
        answer = await fetch("/setup/typed", {
          method: "POST", keepalive: true, redirect: "manual", headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ key, text: one.text, seat: one.seat }),
        });
      } catch {
        continue; // not reachable: once more in a second
      }
      if (answer.status >= 500) continue;
      if (waiting.get(key) === one) waiting.delete(key);
      // the session has ended, but the open circuit still takes it
      if (answer.type === "opaqueredirect") one.field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  // for whoever is about to leave a page while the server answers again: the request on its way may still fail
  async function saveAll() {
    for (let tries = 0; waiting.size > 0 && tries < 20; tries++) {
      await save();
      if (waiting.size > 0) await new Promise(resolve => setTimeout(resolve, 200));
    }
  }

  window.giftedPortal.saveTyped = saveAll;
})();
