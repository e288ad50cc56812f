import { element } from "./words";

// "Save as picture": the ticket or the list of what to bring, drawn from the words on the page, for a phone without data.
//   <button type=button hidden data-picture="card-id" data-file="antrean-A012.png">…</button>
const width = 1080;
const margin = 72;

type Run = { text: string; size: number; bold: boolean; gap: number; bullet: boolean };

function runs(root: HTMLElement): Run[] {
  const found: Run[] = [];
  root.querySelectorAll<HTMLElement>("h1, h2, h3, p, li, dt, dd, .line").forEach((one) => {
    if (one.closest("[hidden], .no-picture, form")) return;
    const text = (one.textContent || "").replace(/\s+/g, " ").trim();
    if (!text) return;
    const style = getComputedStyle(one);
    const size = Math.min(150, parseFloat(style.fontSize) * 2.2);
    found.push({ text, size, bold: Number(style.fontWeight) >= 600, gap: one.tagName === "DD" ? 4 : size * 0.45, bullet: one.tagName === "LI" });
  });
  return found;
}

function draw(root: HTMLElement): HTMLCanvasElement {
  const canvas = element("canvas");
  const pen = canvas.getContext("2d")!;
  const yellow = root.classList.contains("card");
  const code = root.querySelector<SVGSVGElement>("svg.qr");
  const code_side = 480;
  const font = (run: Run) => `${run.bold ? 700 : 400} ${run.size}px system-ui, Roboto, sans-serif`;

  const lines: { run: Run; text: string; first: boolean; y: number }[] = [];
  let y = margin;
  for (const run of runs(root)) {
    pen.font = font(run);
    const room = width - 2 * margin - (run.bullet ? 40 : 0);
    let line = "";
    let first = true;
    y += run.gap;
    const finish = () => { y += run.size * 1.25; lines.push({ run, text: line, first, y }); first = false; };
    for (const word of run.text.split(" ")) {
      const longer = line ? `${line} ${word}` : word;
      if (line && pen.measureText(longer).width > room) { finish(); line = word; } else line = longer;
    }
    finish();
  }
  canvas.width = width;
  canvas.height = Math.ceil(y + margin + (code ? code_side + margin : 0));
  pen.fillStyle = yellow ? "#F6C445" : "#FFFFFF";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#12343B";
  for (const { run, text, first, y: at } of lines) {
    pen.font = font(run);
    if (run.bullet && first) pen.fillText("•", margin, at);
    pen.fillText(text, margin + (run.bullet ? 40 : 0), at);
  }
  if (code) {
    const side = code.viewBox.baseVal.width;
    pen.translate(margin, y + margin);
    pen.scale(code_side / side, code_side / side);
    code.querySelectorAll("path").forEach((path) => {
      pen.fillStyle = path.getAttribute("fill") || "#000";
      pen.fill(new Path2D(path.getAttribute("d")!));
    });
  }
  return canvas;
}

// A button that prints the page is of use only where there is a script.
export function prints(): void {
  document.querySelectorAll<HTMLElement>("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
}

export function pictures(): void {
  document.querySelectorAll<HTMLElement>("[data-picture]").forEach((button) => {
    const root = document.getElementById(button.dataset.picture!);
    if (!root) return;
    button.hidden = false;
    button.addEventListener("click", () => draw(root).toBlob((made) => {
      if (!made) return;
      const link = element("a");
      link.href = URL.createObjectURL(made);
      link.download = button.dataset.file || "antarkerja.png";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    }, "image/png"));
  });
}
