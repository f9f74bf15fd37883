/** The locale of all numbers on the page: that of its words. */
export const locale = 'en';
