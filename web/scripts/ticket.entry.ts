import { base } from "./base";
import { live } from "./live";
import { near, tells } from "./near";
import { pictures, prints } from "./picture";

live(tells);
near();
pictures();
prints();
base();
