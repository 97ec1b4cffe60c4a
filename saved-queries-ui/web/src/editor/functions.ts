/** Names that the query-service admits beside attributes and procedures; completion offers those that are used most. */
export const sectionWords = [':find', ':keys', ':with', ':in', ':where'];

export const aggregates = ['count', 'count-distinct', 'sum', 'avg', 'min', 'max', 'median', 'variance', 'stddev', 'distinct', 'rand', 'sample', 'pull'];

export const clauseWords = ['not', 'not-join', 'or', 'or-join', 'and'];

export const functions: Record<string, string> = {
  'get-else': '[(get-else $db ?entity :attribute default) ?value]',
  'get-some': '[(get-some $db ?entity :a :b) [?attribute ?value]]',
  'missing?': '[(missing? $db ?entity :attribute)]',
  ground: '[(ground [1 2 3]) [?x ...]]',
  tuple: '[(tuple ?a ?b) ?tuple]',
  untuple: '[(untuple ?tuple) [?a ?b]]',
  'tx-ids': '[(tx-ids ?log from to) [?tx ...]]',
  'tx-data': '[(tx-data ?log ?tx) [[?e ?a ?v _ ?added]]]',
  q: '[(q [:find …] $db) [[?x]]]',
  '=': '[(= ?a ?b)]', '!=': '[(!= ?a ?b)]', '<': '[(< ?a ?b)]', '<=': '[(<= ?a ?b)]', '>': '[(> ?a ?b)]', '>=': '[(>= ?a ?b)]',
  '+': '[(+ ?a ?b) ?sum]', '-': '[(- ?a ?b) ?difference]', '*': '[(* ?a ?b) ?product]', '/': '[(/ ?a ?b) ?quotient]',
  quot: '[(quot ?a ?b) ?whole]', rem: '[(rem ?a ?b) ?rest]', mod: '[(mod ?a ?b) ?rest]', abs: '[(abs ?a) ?size]',
  inc: '[(inc ?n) ?next]', dec: '[(dec ?n) ?previous]', double: '[(double ?n) ?double]', long: '[(long ?n) ?whole]',
  str: '[(str ?a ?b) ?text]', subs: '[(subs ?text 0 4) ?part]', name: '[(name ?keyword) ?text]', keyword: '[(keyword ?text) ?keyword]',
  'inst-ms': '[(inst-ms ?instant) ?millis]', count: '[(count ?text) ?length]', if: '[(if ?test 1 0) ?value]',
  'zero?': '[(zero? ?n)]', 'pos?': '[(pos? ?n)]', 'neg?': '[(neg? ?n)]', 'even?': '[(even? ?n)]', 'odd?': '[(odd? ?n)]',
  'clojure.string/includes?': '[(clojure.string/includes? ?text "part")]',
  'clojure.string/starts-with?': '[(clojure.string/starts-with? ?text "start")]',
  'clojure.string/ends-with?': '[(clojure.string/ends-with? ?text "end")]',
  'clojure.string/lower-case': '[(clojure.string/lower-case ?text) ?lower]',
  'clojure.string/upper-case': '[(clojure.string/upper-case ?text) ?upper]',
  'clojure.string/blank?': '[(clojure.string/blank? ?text)]',
  'clojure.math/round': '[(clojure.math/round ?x) ?whole]', 'clojure.math/floor': '[(clojure.math/floor ?x) ?floor]',
  'clojure.math/sqrt': '[(clojure.math/sqrt ?x) ?root]', 'clojure.math/pow': '[(clojure.math/pow ?x 2) ?power]', 'clojure.math/log': '[(clojure.math/log ?x) ?log]',
};
