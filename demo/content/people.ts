import type { DemoAuthor } from './types.ts';

// The regulars: whoever comes back often enough in the discussion to deserve one spelling. All are invented.

export const hannah: DemoAuthor = {
  name: 'Hannah Birtwell',
  url: 'https://example.org/hannah',
  badge: 'Author',
};
export const ros: DemoAuthor = { name: 'Ros Tennant', badge: 'Moderator' };
export const pat: DemoAuthor = { name: 'Pat Ellery', url: 'https://example.org/about/pat', badge: 'Editor' };
export const tilly: DemoAuthor = { name: 'Tilly from number 8' };
export const farida: DemoAuthor = { name: 'Farida Aslam', location: 'Marlbeck, no. 19' };
export const gus: DemoAuthor = { name: 'Gus Wetherell', location: 'Guelph, Ontario' };
export const kev: DemoAuthor = { name: 'Kev (roofs)', location: 'Sheffield' };
export const petra: DemoAuthor = {
  name: 'Petra Lindqvist',
  url: 'https://example.org/petra-lindqvist',
  location: 'Lund',
};
export const darlene: DemoAuthor = { name: 'Darlene Koslowski', location: 'Ohio' };
export const imran: DemoAuthor = {
  name: 'Imran Qazi',
  url: 'https://example.com/the-honest-invoice',
  location: 'Karachi',
};
export const chanda: DemoAuthor = { name: 'Chanda Mwila', location: 'Ndola' };
export const tiago: DemoAuthor = { name: 'Tiago Serrano', location: 'Porto' };
export const quill: DemoAuthor = { name: 'Quill' };
export const callum: DemoAuthor = { name: 'Callum Reddish' };
export const owen: DemoAuthor = {
  name: 'Owen Tapscott',
  url: 'https://example.com/tapscott-retrofit',
  location: 'Cardiff',
};
export const wilf: DemoAuthor = { name: 'Wilf Arkwright' };
export const kasia: DemoAuthor = { name: 'Kasia Wrona', location: 'Łódź' };
export const eleni: DemoAuthor = { name: 'Ελένη Μαυρίδη', location: 'Ιωάννινα' };
export const odile: DemoAuthor = { name: 'Odile Marchais', location: 'Nantes' };
export const bex: DemoAuthor = { name: 'Bex' };
