package conformance

const unsureModel = `{"id":"unsure","task":"binary","timezone":"UTC","log":{"table":"predictions","id":["id"],"time":{"column":"ts"},
	"prediction":"class","score":"p"},"baselines":{"before":{"kind":"previous"}}}`

const unsureClassesModel = `{"id":"unsure","task":"multiclass","timezone":"UTC","log":{"table":"predictions","id":["id"],"time":{"column":"ts"},
	"score":{"a":"p","b":"q","c":"r"}},"baselines":{"before":{"kind":"previous"}}}`

// atTheFloor are scores whose confidence is the floor, 0.6, or next to it; four of the ten valid ones lie below it.
// With the others of its row each is a distribution.
var atTheFloor = Table{Name: "predictions", Columns: []Column{{Name: "id", Type: BigInt}, {Name: "ts", Type: Timestamp},
	{Name: "class", Type: Boolean},
	{Name: "p", Type: Double}, {Name: "q", Type: Double}, {Name: "r", Type: Double}}, Rows: [][]any{
	{int64(1), hour(1), true, 0.6, 0.3, 0.1}, {int64(2), hour(2), false, 0.4, 0.6, 0.0},
	{int64(3), hour(3), true, 0.599, 0.4, 0.001},
	{int64(4), hour(4), false, 0.401, 0.3, 0.299}, {int64(5), hour(5), true, 0.5, 0.25, 0.25},
	{int64(6), hour(6), true, 1.0, 0.0, 0.0},
	{int64(7), hour(7), false, 0.0, 0.5, 0.5}, {int64(8), hour(8), false, float64(float32(0.4)), float64(float32(0.6)),
		0.0},
	{int64(9), hour(9), true, 0.59, 0.41, 0.0}, {int64(10), hour(10), true, 0.6000001, 0.3999999, 0.0},
	{int64(11), hour(11), true, nil, nil, nil},
	{int64(12), hour(12), true, 1.5, -0.5, 0.0},
}}

// Of the valid distributions those of rows 3, 4, 5, 7 and 9 lie below the floor.
var (
	unsureQuestions        = []question{{`{"measures":[{"id":"low_confidence_rate"}]}`, 0.4, 1e-15, 0}}
	unsureClassesQuestions = []question{{`{"measures":[{"id":"low_confidence_rate"}]}`, 0.5, 1e-15, 0}}
)
