import type { IndexNames } from '../../src/elasticsearch/index-names.js';
import type { Control } from './description.js';
import type { KindOf } from './fields.js';
import type { Reference } from './saved-object.js';

const listSettings = { searchTechnique: 'wildcard', sort: { by: '_count', direction: 'desc' } };

/**
 * Returns the controls above a dashboard in the format of Kibana 8 to 9.3, which later versions still read; undefined when
 * there are none. Each control filters the options of the next (a genre leaves its companies).
 */
export function toControls(
  controls: readonly Control[],
  kindOf: KindOf,
  names: IndexNames,
  where: string,
): { controlGroupInput: object; references: Reference[] } | undefined {
  if (controls.length === 0) return undefined;
  const panels = controls.map((control, order) => {
    const { id, title, view } = control;
    const fieldName = 'range' in control ? control.range : control.field;
    kindOf(view, fieldName, `${where}: control ${id}`);
    const common = { id, dataViewId: names.savedObject(view), fieldName, title };
    const explicitInput =
      'range' in control
        ? { ...common, step: 1 }
        : { ...common, ...listSettings, selectedOptions: control.selected };
    const type = 'range' in control ? 'rangeSliderControl' : 'optionsListControl';
    return [id, { type, order, width: 'medium', grow: true, explicitInput }] as const;
  });
  return {
    controlGroupInput: {
      controlStyle: 'oneLine',
      chainingSystem: 'HIERARCHICAL',
      showApplySelections: false,
      ignoreParentSettingsJSON: JSON.stringify({
        ignoreFilters: false,
        ignoreQuery: false,
        ignoreTimerange: false,
        ignoreValidations: false,
      }),
      panelsJSON: JSON.stringify(Object.fromEntries(panels)),
    },
    references: controls.map((control) => ({
      type: 'index-pattern',
      id: names.savedObject(control.view),
      name: `controlGroup_${control.id}:${'range' in control ? 'rangeSliderDataView' : 'optionsListDataView'}`,
    })),
  };
}
