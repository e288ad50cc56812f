import { finds_every_page_accessible } from './every_page.mjs';

finds_every_page_accessible('manajer');
