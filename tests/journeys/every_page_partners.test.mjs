import { finds_every_page_accessible } from './every_page.mjs';

finds_every_page_accessible('bkk', 24);
finds_every_page_accessible('perusahaan');
