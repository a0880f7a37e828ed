/** State machines: the life as their transitions, and a subscriber that keeps the history. */
import { createStore } from '@xstate/store';
import StateMachine from 'javascript-state-machine';
import { createMachine as robotMachine, interpret, state, transition } from 'robot3';
import { createActor, createMachine } from 'xstate';

const roads = { not_started: ['queue', 'pending'], pending: ['start', 'running'], running: ['succeed', 'succeeded'] };
const commands = Object.values(roads).map(([command]) => command);

/** `begin(told)` gives a function that sends a command; `told` hears the stage that was reached. */
function contestant(begin) {
  let seen = 0;
  let kept = [];
  return {
    life() {
      const job = { path: 'job', stage: 'not_started', history: [], send: undefined };
      job.send = begin((to) => {
        seen += job.path.length + job.stage.length + to.length;
        job.stage = to;
        job.history.push({ stage: to, at: Date.now() });
      });
      for (const command of commands) job.send(command);
      kept.push(job);
      return seen;
    },
    clear: () => (kept = []),
  };
}

export function xstateActor() {
  const states = Object.entries(roads).map(([from, [on, to]]) => [from, { on: { [on]: to } }]);
  const machine = createMachine({
    initial: 'not_started',
    states: { ...Object.fromEntries(states), succeeded: { type: 'final' } },
  });
  return contestant((told) => {
    const actor = createActor(machine);
    actor.subscribe(({ value }) => value !== 'not_started' && told(value));
    actor.start();
    return (type) => actor.send({ type });
  });
}

export function xstateStore() {
  const moves = Object.entries(roads).map(([from, [on, to]]) => [
    on,
    (context) => (context.stage === from ? { ...context, stage: to } : context),
  ]);
  const on = Object.fromEntries(moves);
  return contestant((told) => {
    const store = createStore({ context: { stage: 'not_started' }, on });
    store.subscribe(({ context }) => told(context.stage));
    return (type) => store.send({ type });
  });
}

export function robot3() {
  const states = Object.entries(roads).map(([from, [on, to]]) => [from, state(transition(on, to))]);
  const machine = robotMachine('not_started', { ...Object.fromEntries(states), succeeded: state() });
  return contestant((told) => interpret(machine, (service) => told(service.machine.current)).send);
}

export function javascriptStateMachine() {
  const transitions = Object.entries(roads).map(([from, [name, to]]) => ({ name, from, to }));
  const Machine = StateMachine.factory({
    init: 'not_started',
    data: (told) => ({ told }),
    transitions,
    methods: {
      onTransition({ transition: name, to }) {
        if (name !== 'init') this.told(to);
      },
    },
  });
  return contestant((told) => {
    const machine = new Machine(told);
    return (command) => machine[command]();
  });
}
