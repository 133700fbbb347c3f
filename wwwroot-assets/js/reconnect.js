// Opens and closes the dialog of ReconnectModal.razor when Blazor loses and finds its circuit.
(() => {
  const dialog = document.getElementById("components-reconnect-modal");
  const retryWhenVisible = () => document.visibilityState === "visible" && retry();

  dialog.addEventListener("components-reconnect-state-changed", ({ detail }) => {
    if (detail.state === "show") dialog.showModal();
    else if (detail.state === "hide") dialog.close();
    else if (detail.state === "failed") document.addEventListener("visibilitychange", retryWhenVisible);
    else if (detail.state === "rejected") reload();
  });
  // Escape would leave a page that looks alive and is not
  dialog.addEventListener("cancel", event => event.preventDefault());
  document.getElementById("components-reconnect-button").addEventListener("click", retry);
  document.getElementById("components-resume-button").addEventListener("click", resume);

  // half a second, so that everybody is back within a second after a restart; slower and slower while nothing answers
  Blazor.start({
    circuit: { reconnectionOptions: { maxRetries: 400, retryIntervalMilliseconds: attempts => (attempts < 60 ? 500 : attempts < 120 ? 2000 : 10000) } },
  });

  async function retry() {
    document.removeEventListener("visibilitychange", retryWhenVisible);
    try {
      if (await Blazor.reconnect()) return;
      // the server answers, but the circuit is gone: resume from its stored state, else start afresh
      if (await Blazor.resumeCircuit()) dialog.close();
      else await reload();
    } catch {
      document.addEventListener("visibilitychange", retryWhenVisible);
    }
  }

  // what was typed in the last moment is saved before the page goes
  async function reload() {
    await giftedPortal.saveTyped();
    location.reload();
  }

  async function resume() {
    try {
      if (!(await Blazor.resumeCircuit())) await reload();
    } catch {
      dialog.classList.replace("components-reconnect-paused", "components-reconnect-resume-failed");
    }
  }
})();
