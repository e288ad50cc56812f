import { base } from "./base";

base();
