import { camera } from "./camera";
import { keyboard } from "./keyboard";
import { copy_panels } from "./copy";
import { nik_offers } from "./nik";
import { suggestions } from "./suggestions";
import { live } from "./live";
import { prints } from "./picture";
import { uploads } from "./uploads";
import { base } from "./base";

suggestions();
uploads();
nik_offers();
camera();
copy_panels();
keyboard();
prints();
live();
base();
