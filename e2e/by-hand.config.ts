import config from './playwright.config.ts';

/** What is not a test but takes pictures and measures, each by its own name: `npm run pictures`, `npm run measure`. */
export default {
  ...config,
  testMatch: '*.by-hand.ts',
  reporter: [['list']] as [['list']],
  // One after the other: what is measured has the machine to itself.
  workers: 1,
};
