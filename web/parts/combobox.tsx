import { type UseComboboxStateChangeTypes, useCombobox } from 'downshift';
import { useEffect, useRef, useState } from 'preact/hooks';
import { AskError } from '../api-client.js';

export type Option = { label: string; detail?: string; href: string };
export type OptionGroup = { title?: string; options: Option[] };

/** Milliseconds after the last key before suggestions are requested. */
const pause = 120;

type ComboboxProps = {
  label: string;
  placeholder: string;
  value?: string;
  find(text: string, signal: AbortSignal): Promise<OptionGroup[]>;
  /** Called on Enter without a chosen option; the first option is opened where there is none. */
  submit?(text: string): void;
  /** Called with the chosen option; opens its `href` by default. */
  choose?(option: Option): void;
};

/** Autocomplete by the combobox pattern of WAI-ARIA: arrows choose, Enter opens, Escape closes. */
export function Combobox({ label, placeholder, value = '', find, submit, choose }: ComboboxProps) {
  const [{ groups, found, problem }, setFound] = useState<Found>({ groups: [], found: '' });
  const isTyped = useRef(false);
  const options = groups.flatMap((group) => group.options);
  const go = (option: Option): void => {
    isTyped.current = false;
    if (choose !== undefined) choose(option);
    else location.hash = option.href;
  };
  const {
    inputValue: text,
    isOpen,
    highlightedIndex,
    closeMenu,
    setInputValue,
    getLabelProps,
    getInputProps,
    getMenuProps,
    getItemProps,
  } = useCombobox<Option>({
    items: options,
    initialInputValue: value,
    selectedItem: null,
    itemToString: (option) => option?.label ?? '',
    onInputValueChange: ({ type }) => {
      isTyped.current = type === useCombobox.stateChangeTypes.InputChange;
    },
    onSelectedItemChange: ({ selectedItem }) => selectedItem && go(selectedItem),
    stateReducer: (_, { type, changes }) =>
      isChosen(type) ? { ...changes, inputValue: '', isOpen: false, highlightedIndex: -1 } : changes,
  });
  /** The value that the text was last set to; the first one is there from the start, and typing may have begun. */
  const lastValue = useRef(value);
  useEffect(() => {
    if (lastValue.current === value) return;
    lastValue.current = value;
    setInputValue(value);
  }, [value, setInputValue]);
  useEffect(() => {
    const asked = text.trim();
    if (asked === '' || !isTyped.current) return;
    const asking = new AbortController();
    const timer = setTimeout(() => void request(find, asked, asking.signal, setFound), pause);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
    // Only a change of the text asks again.
  }, [text]);
  const isCurrent = found === text.trim() && found !== '';
  const isShown = isOpen && isCurrent && problem === undefined;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || (isShown && highlightedIndex >= 0)) return;
    event.preventDefault();
    closeMenu();
    if (submit !== undefined) submit(text.trim());
    else if (isCurrent && options[0] !== undefined) go(options[0]);
  };
  const inputProps = getInputProps({ onKeyDown, 'aria-expanded': isShown });
  let index = -1;
  const item = (option: Option) => {
    index += 1;
    const isHighlighted = index === highlightedIndex;
    return (
      <div
        key={option.href}
        class="option"
        data-href={option.href}
        {...getItemProps({ item: option, index, 'aria-selected': isHighlighted })}
      >
        <span>{option.label}</span>
        {option.detail !== undefined && <small>{option.detail}</small>}
      </div>
    );
  };
  return (
    <div class="combobox">
      <label for={inputProps.id} {...getLabelProps()}>
        {label}
      </label>
      <input {...inputProps} type="search" spellcheck={false} placeholder={placeholder} />
      <div class="options" {...getMenuProps({ 'aria-label': label, hidden: !isShown })}>
        {isShown &&
          groups.map(({ title, options: own }) =>
            title === undefined ? (
              <div key="" role="presentation">
                {own.map(item)}
              </div>
            ) : (
              // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset.
              <div key={title} role="group" aria-label={title}>
                <div class="group-title" aria-hidden="true">
                  {title}
                </div>
                {own.map(item)}
              </div>
            ),
          )}
        {isShown && options.length === 0 && (
          <div class="none" {...nothingFound}>
            Nothing found for “{found}”.
          </div>
        )}
      </div>
      <p class="unseen" role="status">
        {isCurrent &&
          (problem ?? (options.length === 0 ? 'No suggestions' : `${options.length} suggestions`))}
      </p>
    </div>
  );
}

const isChosen = (type: UseComboboxStateChangeTypes): boolean =>
  type === useCombobox.stateChangeTypes.ItemClick || type === useCombobox.stateChangeTypes.InputKeyDownEnter;

/** An option that cannot be chosen. */
const nothingFound = { role: 'option', 'aria-disabled': true, 'aria-selected': false } as const;

type Found = { groups: OptionGroup[]; found: string; problem?: string };

async function request(
  find: ComboboxProps['find'],
  text: string,
  signal: AbortSignal,
  setFound: (found: Found) => void,
): Promise<void> {
  try {
    const groups = await find(text, signal);
    if (!signal.aborted)
      setFound({ groups: groups.filter(({ options }) => options.length > 0), found: text });
  } catch (error) {
    if (signal.aborted) return;
    const problem = error instanceof AskError ? error.title : 'The suggestions could not be read';
    setFound({ groups: [], found: text, problem });
  }
}
