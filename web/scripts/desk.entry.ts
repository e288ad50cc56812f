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

// On a phone the menu slides: where one is stands in view.
const here = document.querySelector<HTMLElement>(".menu [aria-current]");
if (here) here.closest("ul")!.scrollLeft = here.offsetLeft - 24;
