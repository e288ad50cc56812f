import { finds_every_page_accessible } from './every_page.mjs';

for (const user of ['petugas', 'admin']) finds_every_page_accessible(user);
