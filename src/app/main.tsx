import './style.css';
import { render } from 'preact';
import { App } from './components/App.tsx';
import { listenToKeys } from './keyboard.ts';
import { Page } from './page.ts';

const page = new Page();
listenToKeys(page);
render(<App page={page} />, document.getElementById('app')!);
