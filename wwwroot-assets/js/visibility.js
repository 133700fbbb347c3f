// Tells a component when the tab is hidden or shown again.
export function watch(component) {
  const stop = () => document.removeEventListener("visibilitychange", tell);
  const tell = () => component.invokeMethodAsync("VisibilityChanged", document.visibilityState === "visible").catch(stop);
  document.addEventListener("visibilitychange", tell);
  return { stop };
}
