// Opens and closes the dialog of ReconnectModal.razor when Blazor loses and finds its circuit.
(() => {
  const dialog = document.getElementById("components-reconnect-modal");
  const retryWhenVisible = () => document.visibilityState === "visible" && retry();

  dialog.addEventListener("components-reconnect-state-changed", ({ detail }) => {
    if (detail.state === "show") dialog.showModal();
    else if (detail.state === "hide") dialog.close();
    else if (detail.state === "failed") document.addEventListener("visibilitychange", retryWhenVisible);
    else if (detail.state === "rejected") location.reload();
  });
  // Escape would leave a page that looks alive and is not
  dialog.addEventListener("cancel", event => event.preventDefault());
  document.getElementById("components-reconnect-button").addEventListener("click", retry);
  document.getElementById("components-resume-button").addEventListener("click", resume);

  async function retry() {
    document.removeEventListener("visibilitychange", retryWhenVisible);
    try {
      if (await Blazor.reconnect()) return;
      // the server answers, but the circuit is gone: resume from its stored state, else start afresh
      if (await Blazor.resumeCircuit()) dialog.close();
      else location.reload();
    } catch {
      document.addEventListener("visibilitychange", retryWhenVisible);
    }
  }

  async function resume() {
    try {
      if (!(await Blazor.resumeCircuit())) location.reload();
    } catch {
      dialog.classList.replace("components-reconnect-paused", "components-reconnect-resume-failed");
    }
  }
})();
