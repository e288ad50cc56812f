// What every page has: the error summary takes the focus, and one press of a button is one request.
export function base(): void {
  const root = document.documentElement;
  if (root.dataset.base) return;  // two bundles on one page
  root.dataset.base = "1";

  const summary = document.querySelector<HTMLElement>("[data-focus]");
  if (summary) summary.focus();

  const buttons = (form: HTMLFormElement) => Array.from(form.querySelectorAll("button"));
  const ready = (form: HTMLFormElement) => {
    delete form.dataset.sent;
    for (const one of buttons(form)) one.removeAttribute("aria-disabled");
  };
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    for (const one of buttons(form)) one.setAttribute("aria-disabled", "true");
    setTimeout(ready, 8000, form);  // an answer that is a download leaves the page as it is
  });
  addEventListener("pageshow", () => document.querySelectorAll<HTMLFormElement>("form[data-sent]").forEach(ready));
}
