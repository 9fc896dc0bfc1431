import { existsSync } from 'node:fs';

/** Where systems put Chromium or Chrome. */
const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** The browser for journeys and screenshots: CHROMIUM_PATH, else where systems put it. */
export function chromiumPath(env = process.env) {
  if (env.CHROMIUM_PATH) {
    return env.CHROMIUM_PATH;
  }
  return usualPlaces.find(place => existsSync(place));
}

/** How the browser is started: headless, and without its own traffic to the internet. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
