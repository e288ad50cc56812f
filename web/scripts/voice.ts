// Speaks a call from recorded words: one file, and where each word stands in it. Browsers let a page make sound only after
// somebody has touched it, or when they were started for a television (docs/install.md): until then there is a button.
export class Voice {
  private readonly sound: AudioContext | undefined;
  private words: Promise<{ recorded: AudioBuffer; places: Record<string, [number, number]> }> | undefined;

  constructor(private readonly recording: string, private readonly index: string, private readonly button: HTMLElement) {
    const Sound = window.AudioContext || (window as { webkitAudioContext?: typeof AudioContext }).webkitAudioContext;
    if (!Sound) return;
    this.sound = new Sound();
    const state = () => {
      this.button.hidden = this.sound!.state === "running";
      if (this.button.hidden) this.load();
    };
    this.sound.addEventListener("statechange", state);
    this.button.addEventListener("click", () => { this.sound!.resume().then(state, state); });
    this.sound.resume().catch(() => undefined);
    setTimeout(state, 300);
  }

  private load(): void {
    this.words = this.words || Promise.all([
      fetch(this.recording).then((answer) => answer.arrayBuffer()).then((bytes) =>
        new Promise<AudioBuffer>((done, failed) => { this.sound!.decodeAudioData(bytes, done, failed); })),
      fetch(this.index).then((answer) => answer.json()),
    ]).then(([recorded, places]) => ({ recorded, places }));
    this.words.catch(() => { this.words = undefined; });
  }

  // Two soft tones, then the words; ends when the last has been said.
  async say(clips: string[]): Promise<void> {
    if (!this.sound || this.sound.state !== "running") return;
    this.load();
    const { recorded, places } = await this.words!;
    let at = this.sound.currentTime + 0.05;
    for (const pitch of [659, 523]) {
      this.tone(pitch, at);
      at += 0.45;
    }
    at += 0.25;
    document.documentElement.dataset.said = clips.join(" ");
    for (const clip of clips) {
      const place = places[clip];
      if (!place) continue;
      if (clip === "silakan" || clip === "layar") at += 0.25;  // the comma
      const player = this.sound.createBufferSource();
      player.buffer = recorded;
      player.connect(this.sound.destination);
      player.start(at, Math.max(0, place[0] - 0.02), place[1] + 0.08);
      at += place[1] + 0.07;
    }
    await new Promise((done) => setTimeout(done, (at - this.sound!.currentTime) * 1000 + 300));
  }

  private tone(pitch: number, at: number): void {
    const sound = this.sound!;
    const wave = sound.createOscillator(), loudness = sound.createGain();
    wave.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, at);
    loudness.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.8);
    wave.connect(loudness);
    loudness.connect(sound.destination);
    wave.start(at);
    wave.stop(at + 0.85);
  }
}
