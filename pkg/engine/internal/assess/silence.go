package assess

import (
	"fmt"
	"math"
	"time"

	"leeway/pkg/engine/internal/words"
)

// bounds are those of the policy, or of the log's own past.
func (c *comparison) bounds() (lower, upper *float64) {
	if !c.Ask.JudgesSilence() {
		return c.Ask.Policy.Bounds()
	}
	if !c.silence.Usual.OK {
		return nil, nil
	}
	seconds := math.Round(*c.Ask.Policy.AboveUsualGap * c.silence.Usual.Gap.Seconds())
	if c.silence.Dates {
		seconds += (24 * time.Hour).Seconds()
	}
	return nil, &seconds
}

// explainSilence says what a bound of the log's own past is made of.
func (c *comparison) explainSilence() string {
	if !c.silence.Usual.OK {
		return c.silence.Usual.Reason
	}
	text := fmt.Sprintf("the largest usual gap is %s", words.HoursOrDays(c.silence.Usual.Gap))
	if c.now.OK {
		text = fmt.Sprintf("the newest is %s old; %s",
			words.HoursOrDays(time.Duration(c.now.Value*float64(time.Second))), text)
	}
	return text
}
