import { base } from "./base";
import { live } from "./live";
import { pictures } from "./picture";

live();
pictures();
base();
