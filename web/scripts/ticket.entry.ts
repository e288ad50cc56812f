import { base } from "./base";
import { live } from "./live";
import { pictures, prints } from "./picture";

live();
pictures();
prints();
base();
