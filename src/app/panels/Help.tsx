import { texts } from '../texts/language.ts';
import './help.css';
import { commands } from '../keyboard.ts';

/** Keys whose names are not what is on them. */
const names: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  // In words it takes a line of its own.
  Shift: '⇧',
  '-': '−',
};

/** Every key and gesture, and what it does. */
export function Help() {
  const { help: words, keys } = texts.value;
  return (
    <div class="help-lists">
      <h2>{words.keys}</h2>
      <dl>
        {commands.map(({ key, control, does }) => (
          <div key={`${control} ${key}`}>
            <dt>
              {control && <kbd>{words.control}</kbd>} {control && key === 'Z' && <Shift />}{' '}
              <kbd>{key === ' ' ? words.space : (names[key] ?? (control ? key.toUpperCase() : key))}</kbd>
            </dt>
            <dd>{keys[does]}</dd>
          </div>
        ))}
      </dl>
      <h2>{words.mouse}</h2>
      <dl class="gestures">
        {words.gestures.map(({ hand, does }) => (
          <div key={hand}>
            <dt>{hand}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const Shift = () => (
  <kbd>
    <abbr title={texts.value.help.shift}>{names.Shift}</abbr>
  </kbd>
);
