import { drafts } from "./draft";
import { nik_offers } from "./nik";
import { suggestions } from "./suggestions";
import { uploads } from "./uploads";
import { base } from "./base";

suggestions();
uploads();
drafts();
nik_offers();
base();  // last: its submit guard must see what the others prevented
