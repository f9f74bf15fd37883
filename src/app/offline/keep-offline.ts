/** Lets the browser keep the built page for when there is no network. Where it cannot, the page needs the network, and that is all. */
export function keepOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI)).catch(() => {});
}
