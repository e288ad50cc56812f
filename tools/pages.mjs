// Whose eyes `make screenshots` looks through, and where a person without an account begins.
export const people = [
  { name: 'everybody' },
  { name: 'clerk', user: 'petugas' },
  { name: 'manager', user: 'manajer' },
  { name: 'administrator', user: 'admin' },
];
export const starts = ['/', '/?lang=en', '/verifikasi', '/masuk'];
