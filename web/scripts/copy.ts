// Our fields in another system's order, copied one key at a time.
//   <div data-copy-panel><button type=button data-key="F8" data-copy-next>…</button><ol><li data-copy="value">…</li></ol></div>
async function put_on_clipboard(text: string): Promise<void> {
  try { return await navigator.clipboard.writeText(text); } catch { /* not allowed here: the old way */ }
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

export function copy_panels(): void {
  document.querySelectorAll<HTMLElement>("[data-copy-panel]").forEach((panel) => {
    const rows = Array.from(panel.querySelectorAll<HTMLElement>("[data-copy]"));
    const copy = (position: number) => {
      const row = rows[position];
      if (!row) return;
      put_on_clipboard(row.dataset.copy!);
      rows.forEach((one) => one.removeAttribute("aria-current"));
      row.setAttribute("aria-current", "true");
      row.classList.add("copied");
      row.scrollIntoView({ block: "nearest" });
    };
    const next = panel.querySelector<HTMLElement>("[data-copy-next]");
    if (next) next.addEventListener("click", () => {
      const here = rows.findIndex((row) => row.hasAttribute("aria-current"));
      copy((here + 1) % rows.length);
    });
    rows.forEach((row, at) => row.addEventListener("click", () => copy(at)));
  });
}
