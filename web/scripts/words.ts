// The few sentences that scripts say themselves, in the page's language.
const english = document.documentElement.lang === "en";

export const say = (indonesian: string, in_english: string): string => (english ? in_english : indonesian);
export const locale = english ? "en-GB" : "id-ID";

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name, class_name = "", text = ""): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (class_name) made.className = class_name;
  if (text) made.textContent = text;
  return made;
}

// localStorage is absent in private windows of old browsers and may be full: then nothing is kept, nothing breaks.
export const kept = {
  get(key: string): string | null { try { return localStorage.getItem(key); } catch { return null; } },
  set(key: string, value: string): boolean { try { localStorage.setItem(key, value); return true; } catch { return false; } },
  forget(key: string): void { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
};
