import { element, locale, say } from "./words";

// A NIK usually carries the birth date (day + 40 for women) and the sex. Usually: it is never reissued when a date is
// corrected. So it is offered, never filled in unasked, and never used to refuse anybody.
type Told = { day: number; month: number; year: number; woman: boolean };

export function told_by(nik: string, this_year: number): Told | null {
  if (!/^\d{16}$/.test(nik)) return null;
  let day = Number(nik.slice(6, 8));
  const month = Number(nik.slice(8, 10));
  const two_digits = Number(nik.slice(10, 12));
  const woman = day > 40;
  if (woman) day -= 40;
  const year = 2000 + two_digits <= this_year - 13 ? 2000 + two_digits : 1900 + two_digits;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return { day, month, year, woman };
}

function put(one: HTMLInputElement | HTMLSelectElement | null, value: string): void {
  if (!one) return;
  one.value = value;
  one.dispatchEvent(new Event("input", { bubbles: true }));
  one.dispatchEvent(new Event("change", { bubbles: true }));
}

function choose(form: HTMLFormElement, name: string, value: string): void {
  const found = form.querySelector<HTMLInputElement>(`input[type=radio][name="${name}"][value="${value}"]`);
  if (found) {
    found.checked = true;
    found.dispatchEvent(new Event("change", { bubbles: true }));
  } else put(form.querySelector<HTMLSelectElement>(`select[name="${name}"]`), value);
}

export function nik_offers(): void {
  document.querySelectorAll<HTMLElement>("[data-nik-offer]").forEach((place) => {
    const { nikOffer, birth, sex, male, female } = place.dataset as Record<string, string>;
    const nik = document.getElementById(nikOffer) as HTMLInputElement | null;
    const form = nik && nik.form;
    if (!nik || !form) return;
    const by_name = (name: string) => form.querySelector<HTMLInputElement>(`[name="${name}"]`);
    const words = element("span");
    const use = element("button", "link-button", say("Pakai", "Use these"));
    use.type = "button";
    place.append(words, " ", use);
    let told: Told | null = null;
    const look = () => {
      told = told_by(nik.value.replace(/[\s.]/g, ""), new Date().getFullYear());
      place.hidden = !told;
      if (!told) return;
      const date = new Date(told.year, told.month - 1, told.day).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
      words.textContent = say(`Dari NIK: lahir ${date}, ${told.woman ? "perempuan" : "laki-laki"}.`,
        `From the NIK: born ${date}, ${told.woman ? "female" : "male"}.`);
    };
    use.addEventListener("click", () => {
      if (!told) return;
      const two = (value: number) => String(value).padStart(2, "0");
      put(by_name(`${birth}-day`), String(told.day));
      put(by_name(`${birth}-month`), String(told.month));
      put(by_name(`${birth}-year`), String(told.year));
      put(by_name(birth), `${told.year}-${two(told.month)}-${two(told.day)}`);
      choose(form, sex, told.woman ? female : male);
      place.hidden = true;
    });
    nik.addEventListener("input", look);
    look();
  });
}
