import type { Messages } from '../../messages.ts';

/** Of what computes: devices, threads, and populations that they cannot hold or that go astray. */
export const engines: Messages = {
  // Devices
  'this browser has no WebGPU: use a current Chrome, Edge, Firefox or Safari over https':
    'dieser Browser hat kein WebGPU: ein aktuelles Chrome, Edge, Firefox oder Safari über https verwenden',
  'WebGPU offers no adapter: install or enable a graphics driver (Vulkan, Metal or D3D12)':
    'WebGPU bietet keinen Adapter: einen Grafiktreiber (Vulkan, Metal oder D3D12) installieren oder aktivieren',
  '{} was lost: {}': '{} ging verloren: {}',
  'no reason is known': 'ein Grund ist nicht bekannt',
  'there is no WebGL 2': 'es gibt kein WebGL 2',

  // Threads
  'CPU, {}, one thread': 'CPU, {}, ein Thread',
  'CPU, {}, {} threads': 'CPU, {}, {} Threads',
  'the thread that holds {} has been closed': 'der Thread von {…} wurde geschlossen',
  'the thread that holds {} {}': 'der Thread von {…} {…}',
  'neurons {} to {}': 'Neuron {} bis {}',
  'has stopped ({})': 'blieb stehen ({})',
  'what computes it {}: try again, or reload the page if that does not help':
    'was das berechnet, {…}: erneut versuchen, oder die Seite neu laden, wenn das nicht hilft',
  'could not be loaded': 'ließ sich nicht laden',
  'sent an answer that cannot be read': 'gab eine Antwort, die sich nicht lesen lässt',
  'the population is no longer there': 'die Population gibt es nicht mehr',

  // What does not fit
  'a population of {} neurons does not fit into memory: the CPU engine can hold {}; reduce sweep.x.count or sweep.y.count':
    'eine Population von {} Neuronen passt nicht in den Speicher: die CPU fasst {}; sweep.x.count oder sweep.y.count verringern',
  'a population of {} neurons takes {}, more than the device can hold: the largest that fits is {}; reduce sweep.x.count or sweep.y.count':
    'eine Population von {} Neuronen braucht {}, mehr als das Gerät fasst: die größte, die passt, ist {}; sweep.x.count oder sweep.y.count verringern',
  'step {} is beyond the {} steps that can be counted; reset the simulation, or use a larger dt':
    'Schritt {} liegt jenseits der {} Schritte, die sich zählen lassen; neu beginnen, oder ein größeres dt verwenden',
  'a population of {} neurons does not fit into memory: the reference engine can hold {}; reduce sweep.x.count or sweep.y.count':
    'eine Population von {} Neuronen passt nicht in den Speicher: die Referenz fasst {}; sweep.x.count oder sweep.y.count verringern',

  // What is asked of them
  '"{}" cannot be shown here; known: {}': '„{}“ lässt sich hier nicht zeigen; bekannt: {}',
  '"{}" is not measured here; known: {}': '„{}“ wird hier nicht gemessen; bekannt: {}',
  '"{}" cannot be sampled here; known: {}': '„{}“ lässt sich hier nicht abtasten; bekannt: {}',
  'neuron {} cannot be sampled; there are {} to {}': 'Neuron {} lässt sich nicht abtasten; es gibt {} bis {}',
  '{} steps between two samples; it must be a whole number from 1':
    '{} Schritte zwischen zwei Werten; erlaubt ist eine ganze Zahl ab 1',

  // Neurons that go astray
  'model "{}" has no rest between {} and {} mV with these parameters{}: no conductance pulls it to a potential. Set a positive gL, or give the initial V':
    'das Modell „{}“ hat zwischen {} und {} mV mit diesen Parametern{…} keine Ruhe: keine Leitfähigkeit zieht es zu einem Potential. Ein positives gL setzen, oder das anfängliche V angeben',
  ' in neuron {}': ' in Neuron {}',
  'state "{}" of model "{}" begins at {}{}{}, out of its range, {} to {}{}: change what its initial value is made of, or its range':
    'die Zustandsgröße „{}“ des Modells „{}“ beginnt bei {}{}{…}, außerhalb ihres Bereichs, {} bis {}{}: ändern, woraus ihr Anfangswert besteht, oder den Bereich',
  'neuron {} diverged: V = {} mV at {} ms (a membrane stays within -{}..{} mV); {}':
    'Neuron {} divergierte: V = {} mV bei {} ms (eine Membran bleibt innerhalb von -{}..{} mV); {…}',
  'dt = {} ms is too large for the integrator "{}": use a smaller dt or the integrator "strang"':
    'dt = {} ms ist zu groß für den Integrator „{}“: ein kleineres dt oder den Integrator "strang" verwenden',
  'the integrator "{}" is stable at any dt, so it is driven there: use a smaller stimulus, or look at the conductances':
    'der Integrator „{}“ ist bei jedem dt stabil, also treibt der Reiz es dorthin: einen kleineren Reiz verwenden, oder die Leitfähigkeiten prüfen',

  // What the equations of one neuron say
  'from = {} must be less than to = {}; exchange them, or give others':
    'from = {} muss kleiner sein als to = {}; beide vertauschen, oder andere angeben',
  '{} = {} {} is out of range: {} must be {} to {} {}':
    '{} = {} {} liegt außerhalb des Bereichs: für {} sind {} bis {} {} erlaubt',
  'the slopes of "{}" depend on {}; use a constant stimulus':
    'die Steigungen von „{}“ hängen von {} ab; einen gleichbleibenden Reiz verwenden',
  '"{}" is no number of "{}"': '„{}“ ist keine Zahl von „{}“',
  '"{}" makes no plane with the potential; states: {}':
    '„{}“ bildet keine Ebene mit dem Potential; Zustandsgrößen: {}',
  'at {} it does not come to rest, and goes in no cycle of up to {} ms that could be followed':
    'bei {} kommt sie nicht zur Ruhe und durchläuft keinen Zyklus von bis zu {} ms, der sich verfolgen ließ',
  'the cycles that are born at {} were not followed':
    'die Zyklen, die bei {} entstehen, wurden nicht verfolgt',
  'a branch of cycles could not be followed beyond {}':
    'ein Ast von Zyklen ließ sich nicht über {} hinaus verfolgen',
  'no least steady current makes the membrane fire for good when it is switched on at rest, so there is no firing to come from':
    'kein kleinster gleichbleibender Strom bringt die Membran aus der Ruhe zu dauerndem Feuern, also gibt es kein Feuern, von dem sie herkommen könnte',
  '{}; leave out --from-firing': '{…}; --from-firing weglassen',
  'current = {} {}: the membrane does not rest there; `loligo equilibria` says where it does':
    'current = {} {}: dort ruht die Membran nicht; `loligo equilibria` sagt, wo sie es tut',
};
