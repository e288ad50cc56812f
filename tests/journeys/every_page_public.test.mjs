import { everybody_finds_every_page_accessible } from './every_page.mjs';

everybody_finds_every_page_accessible();
