// Shows what a ticket's page has to say while nobody looks at it: phones allow that only to a worker. It keeps nothing and
// fetches nothing; a touch on the notification brings the page back.
const notifier = self as unknown as ServiceWorkerGlobalScope;

async function bring_back(address: string): Promise<void> {
  const open = await notifier.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = open.find((one) => one.url === address);
  if (page) await page.focus();
  else await notifier.clients.openWindow(address);
}

notifier.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(bring_back(String(event.notification.data)));
});
