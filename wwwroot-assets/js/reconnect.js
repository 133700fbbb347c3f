// Finds a lost circuit again and shows ReconnectModal.razor meanwhile. Blazor's own handler waits a whole second before each try.
(() => {
  const dialog = document.getElementById("components-reconnect-modal");
  const seconds = document.getElementById("reconnect-seconds");
  let lost = false;
  let wake = () => {};

  // Escape would leave a page that looks alive and is not
  dialog.addEventListener("cancel", event => event.preventDefault());
  document.getElementById("reconnect-button").addEventListener("click", () => wake());
  // whoever comes back to the tab does not wait
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake());

  Blazor.start({
    circuit: {
      reconnectionHandler: {
        onConnectionDown() {
          if (lost) return;
          lost = true;
          dialog.showModal();
          search();
        },
        onConnectionUp() {
          lost = false;
          dialog.close();
        },
      },
    },
  });

  async function search() {
    for (let attempt = 0; lost; attempt++) {
      await pause(...waitBefore(attempt));
      try {
        // the server may answer and know the circuit no more: then it is resumed from its stored state, else the page starts afresh
        if (!(await Blazor.reconnect()) && !(await Blazor.resumeCircuit())) return await reload();
      } catch {
        // nothing answers yet
      }
    }
  }

  // so often at first that everybody is back within a second of the server; slower and slower while nothing answers; after an hour only when asked
  function waitBefore(attempt) {
    if (attempt < 150) return ["first", 0.2];
    if (attempt < 250) return ["again", 2];
    return attempt < 550 ? ["again", 10] : ["failed", Infinity];
  }

  function pause(state, length) {
    dialog.dataset.state = state;
    return new Promise(resolve => {
      let timer;
      const step = left => {
        seconds.textContent = Math.ceil(left);
        timer = setTimeout(() => (left > 1 ? step(left - 1) : resolve()), Math.min(left, 1) * 1000);
      };
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      step(length);
    });
  }

  // what was typed in the last moment is saved before the page goes
  async function reload() {
    await giftedPortal.saveTyped();
    location.reload();
  }
})();
