import './style/ground.css';
import './style/frame.css';
import './style/fields.css';
import './style/panels.css';
import { render } from 'preact';
import { App } from './components/App.tsx';
import { listenToKeys } from './keyboard.ts';
import { RunningPage } from './running-page.ts';
import { openLanguage } from './texts/language.ts';

// First, so that no word is seen in a language that goes at once.
void openLanguage().then(() => {
  const page = new RunningPage();
  listenToKeys(page);
  render(<App page={page} />, document.getElementById('app')!);
});
