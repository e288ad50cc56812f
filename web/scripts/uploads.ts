import { element, kept, say } from "./words";

// Photos are shrunk before they travel; files travel in pieces and go on where they were cut (at most one piece is sent twice).
//   POST {data-upload} (kind, size, _csrf)       -> {"id": "…", "received": 0}
//   GET  {data-upload}/{id}                      -> {"received": n}
//   POST {data-upload}/{id}?offset=n (raw bytes) -> {"received": n}
const piece_size = 256 * 1024;
const longest_side = 1600;

type Drawn = ImageBitmap | HTMLImageElement;

async function picture(file: Blob): Promise<Drawn> {
  if ("createImageBitmap" in window) {
    try { return await createImageBitmap(file, { imageOrientation: "from-image" }); } catch { /* an older browser */ }
  }
  const image = new Image();
  const address = URL.createObjectURL(file);
  try {
    await new Promise((done, failed) => { image.onload = done; image.onerror = failed; image.src = address; });
  } finally { URL.revokeObjectURL(address); }
  return image;
}

export const to_jpeg = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));

// The picture itself where it cannot be read or would only grow.
export async function shrink(file: File, aim: number): Promise<Blob> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const drawn = await picture(file);
    let scale = Math.min(1, longest_side / Math.max(drawn.width, drawn.height));
    let smallest: Blob = file;
    for (let attempt = 0; attempt < 6; attempt++) {
      const canvas = element("canvas");
      canvas.width = Math.round(drawn.width * scale);
      canvas.height = Math.round(drawn.height * scale);
      const pen = canvas.getContext("2d")!;
      pen.fillStyle = "#fff";  // a transparent PNG has no black background on the card
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(drawn, 0, 0, canvas.width, canvas.height);
      const made = await to_jpeg(canvas, 0.8);
      if (made && made.size < smallest.size) smallest = made;
      if (!aim || smallest.size <= aim) break;
      scale *= 0.8;
    }
    return smallest;
  } catch { return file; }
}

const wait = (ms: number) => new Promise<void>((done) => {
  const timer = setTimeout(finish, ms);
  function finish() { clearTimeout(timer); removeEventListener("online", finish); done(); }
  addEventListener("online", finish);
});

class Refused extends Error {}

async function send(base: string, csrf: string, kind: string, name: string, blob: Blob, progress: (part: number) => void): Promise<string> {
  const key = `upload:${base}:${kind}:${name}:${blob.size}`;
  const headers = { "X-CSRF-Token": csrf };
  let id = kept.get(key) || "";
  let received = -1;  // unknown
  for (let failures = 0; ;) {
    try {
      if (id && received < 0) {
        const answer = await fetch(`${base}/${id}`, { cache: "no-store" });
        if (answer.ok) received = (await answer.json()).received;
        else if (answer.status < 500) { id = ""; kept.forget(key); }
        else throw new Error();
      }
      if (!id) {
        const answer = await fetch(base, { method: "POST", headers, body: new URLSearchParams({ kind, size: String(blob.size), _csrf: csrf }) });
        if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) throw new Refused(await reason(answer));
        if (!answer.ok) throw new Error();
        ({ id, received } = await answer.json());
        id = String(id);
        kept.set(key, id);
      }
      while (received < blob.size) {
        progress(received / blob.size);
        const answer = await fetch(`${base}/${id}?offset=${received}`, {
          method: "POST", headers: { ...headers, "Content-Type": "application/octet-stream" }, body: blob.slice(received, received + piece_size),
        });
        if (answer.status === 409) received = -1;  // the server has more or less than we believed
        else if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) throw new Refused(await reason(answer));
        else if (!answer.ok) throw new Error();
        else received = (await answer.json()).received;
        if (received < 0) throw new Error();
        failures = 0;
      }
      progress(1);
      kept.forget(key);
      return id;
    } catch (error) {
      if (error instanceof Refused) { kept.forget(key); throw error; }
      received = -1;
      await wait(Math.min(30_000, 1000 * 2 ** failures++));
    }
  }
}

async function reason(answer: Response): Promise<string> {
  try { return (await answer.json()).title || ""; } catch { return ""; }
}

function field(input: HTMLInputElement): void {
  const form = input.form;
  if (!form) return;
  const state = element("p", "upload-state muted");
  const bar = element("progress");
  bar.max = 1;
  bar.setAttribute("aria-label", say("Unggahan", "Upload"));
  state.setAttribute("role", "status");
  state.hidden = bar.hidden = true;
  input.after(bar, state);
  const tell = (sentence: string) => { state.hidden = false; state.textContent = sentence; };
  const base = input.dataset.upload;
  let running: Promise<void> | null = null;

  const start = async (file: File) => {
    tell(say("Menyiapkan foto…", "Preparing the photo…"));
    const blob = await shrink(file, Number(input.dataset.limit || 0));
    if (!base) {
      if (blob !== file) {
        const moved = new DataTransfer();
        moved.items.add(new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: blob.type }));
        input.files = moved.files;
      }
      return tell(say("Siap dikirim: ", "Ready to send: ") + size(blob.size));
    }
    const csrf = form.querySelector<HTMLInputElement>("input[name=_csrf]");
    bar.hidden = false;
    try {
      const id = await send(base, csrf ? csrf.value : "", input.name, `${file.name}:${file.lastModified}`, blob, (part) => {
        bar.value = part;
        tell(say(`Mengunggah ${Math.round(part * 100)} %. Bila terputus, dilanjutkan sendiri.`,
          `Uploading ${Math.round(part * 100)} %. It goes on by itself after a cut.`));
      });
      let hidden = form.querySelector<HTMLInputElement>(`input[name="${input.name}-unggahan"]`);
      if (!hidden) {
        hidden = element("input");
        hidden.type = "hidden";
        hidden.name = `${input.name}-unggahan`;
        form.append(hidden);
      }
      hidden.value = id;
      input.value = "";  // the bytes are there already: do not send them twice
      tell(say(`Sudah diunggah: ${file.name}, ${size(blob.size)}.`, `Uploaded: ${file.name}, ${size(blob.size)}.`));
    } catch (error) {
      tell((error as Error).message || say("Berkas ini tidak dapat diunggah. Pilih berkas lain.", "This file cannot be uploaded. Choose another one."));
    }
    bar.hidden = true;
  };
  input.addEventListener("change", () => {
    const file = input.files && input.files[0];
    if (file) running = start(file).catch(() => {}).then(() => { running = null; });
  });
  form.addEventListener("submit", (event) => {
    if (!running || event.defaultPrevented) return;
    event.preventDefault();
    const button = (event as SubmitEvent).submitter;
    running.then(() => { if (button) button.click(); else form.requestSubmit(); });
  });
}

const size = (bytes: number): string =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

export function uploads(): void {
  document.querySelectorAll<HTMLInputElement>("input[type=file][data-upload], input[type=file][data-limit]").forEach(field);
}
