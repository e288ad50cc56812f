import { element, say } from "./words";
import { to_jpeg } from "./uploads";

// The desk's webcam with a 3:4 crop guide; the picture lands in the file field as if it had been chosen.
async function capture(input: HTMLInputElement, shown: HTMLCanvasElement): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 960 } } });
  const dialog = element("dialog");
  const frame = element("div", "viewfinder");
  const video = element("video");
  video.muted = video.playsInline = true;
  video.srcObject = stream;
  frame.append(video);
  const take = element("button", "button", say("Ambil foto", "Take the photo"));
  const cap = element("kbd", "", "Enter");
  take.append(" ", cap);
  take.dataset.key = "Enter";
  const cancel = element("button", "button button--secondary", say("Batal", "Cancel"));
  const title = element("h2", "", say("Wajah di dalam bingkai", "Face within the frame"));
  title.id = "camera-title";
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(title, frame, take, cancel);
  document.body.append(dialog);
  dialog.addEventListener("close", () => { stream.getTracks().forEach((track) => track.stop()); dialog.remove(); input.focus(); });
  cancel.addEventListener("click", () => dialog.close());
  take.addEventListener("click", async () => {
    const height = video.videoHeight * 0.92;  // the guide's share of the picture
    const width = Math.min(video.videoWidth, height * 3 / 4);
    shown.width = 900;
    shown.height = 1200;
    shown.getContext("2d")!.drawImage(video, (video.videoWidth - width) / 2, (video.videoHeight - height) / 2, width, height, 0, 0, 900, 1200);
    const made = await to_jpeg(shown, 0.85);
    if (made) {
      const moved = new DataTransfer();
      moved.items.add(new File([made], "webcam.jpg", { type: "image/jpeg" }));
      input.files = moved.files;
      shown.hidden = false;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    dialog.close();
  });
  dialog.showModal();
  await video.play();
  take.focus();
}

export function camera(): void {
  if (!navigator.mediaDevices || !("DataTransfer" in window)) return;
  document.querySelectorAll<HTMLInputElement>("input[type=file][data-camera]").forEach((input) => {
    const open = element("button", "button button--secondary", say("Foto dengan webcam", "Take a photo with the webcam"));
    open.type = "button";
    const shown = element("canvas", "captured");
    shown.hidden = true;
    shown.setAttribute("role", "img");
    shown.setAttribute("aria-label", say("Foto yang diambil", "The photo taken"));
    const state = element("p", "muted");
    state.setAttribute("role", "status");
    input.after(shown, open, state);
    open.addEventListener("click", () => capture(input, shown).catch(() => {
      state.textContent = say("Webcam tidak dapat dipakai. Pilih berkas foto.", "The webcam cannot be used. Choose a photo file.");
    }));
  });
}
