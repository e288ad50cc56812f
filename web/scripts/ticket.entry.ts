import { base } from "./base";
import { live } from "./live";
import { near } from "./near";
import { pictures, prints } from "./picture";

live();
near();
pictures();
prints();
base();
