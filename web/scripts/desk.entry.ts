import { camera } from "./camera";
import { conditions } from "./conditions";
import { keyboard } from "./keyboard";
import { copy_panels } from "./copy";
import { nik_offers } from "./nik";
import { suggestions } from "./suggestions";
import { live } from "./live";
import { prints } from "./picture";
import { uploads } from "./uploads";
import { base } from "./base";

suggestions();
conditions();
uploads();
nik_offers();
camera();
copy_panels();
keyboard();
prints();
live();
base();

// An open part of the menu goes away with Esc or a press elsewhere.
const open_part = () => document.querySelector<HTMLDetailsElement>(".menu details[open]");
document.addEventListener("click", (event) => {
  const part = open_part();
  if (part && !part.contains(event.target as Node)) part.open = false;
});
document.addEventListener("keydown", (event) => {
  const part = open_part();
  if (!part || event.key !== "Escape") return;
  part.open = false;
  part.querySelector("summary")!.focus();
});
