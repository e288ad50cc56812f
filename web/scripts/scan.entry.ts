import jsQR from "jsqr";
import { element, say } from "./words";

// Fetched only when somebody wants to scan.
export async function scan(after: HTMLElement, found: (text: string) => void): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const video = element("video");
  video.muted = video.playsInline = true;
  video.srcObject = stream;
  const stop = element("button", "button button--secondary", say("Tutup kamera", "Close the camera"));
  stop.type = "button";
  after.hidden = true;
  after.after(video, stop);
  let running = true;
  const end = () => {
    running = false;
    stream.getTracks().forEach((track) => track.stop());
    video.remove();
    stop.remove();
    after.hidden = false;
  };
  stop.addEventListener("click", end);
  addEventListener("pagehide", end);
  await video.play();
  const canvas = element("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true })!;
  const look = () => {
    if (!running) return;
    if (video.videoWidth) {
      const scale = Math.min(1, 720 / video.videoWidth);
      canvas.width = video.videoWidth * scale;
      canvas.height = video.videoHeight * scale;
      pen.drawImage(video, 0, 0, canvas.width, canvas.height);
      const code = jsQR(pen.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height);
      if (code && code.data) { end(); return found(code.data); }
    }
    setTimeout(look, 120);
  };
  look();
}
