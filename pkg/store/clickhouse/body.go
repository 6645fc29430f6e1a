package clickhouse

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
)

// formTransport moves the parameters of statements from the URL, where the driver puts them, into the body as a form: a
// URL has a limit on its length, and ends up in the logs of proxies, where values have no business.
type formTransport struct{ http.RoundTripper }

const parameterPrefix = "param_"

// RoundTrip sends the request, as a form when its statement has parameters.
func (t formTransport) RoundTrip(request *http.Request) (*http.Response, error) {
	inURL, inForm := url.Values{}, url.Values{}
	for name, values := range request.URL.Query() {
		if strings.HasPrefix(name, parameterPrefix) {
			inForm[name] = values
			continue
		}
		inURL[name] = values
	}
	if len(inForm) == 0 || request.Body == nil {
		return t.RoundTripper.RoundTrip(request)
	}
	body, kind, err := form(request.Body, inForm)
	if err != nil {
		return nil, err
	}
	moved := request.Clone(request.Context())
	moved.URL.RawQuery = inURL.Encode()
	moved.Header.Set("Content-Type", kind)
	moved.Body, moved.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	moved.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	return t.RoundTripper.RoundTrip(moved)
}

// form writes the statement and its parameters as multipart/form-data, and closes the statement's reader.
func form(statement io.ReadCloser, parameters url.Values) (body []byte, contentType string, err error) {
	defer statement.Close()
	text, err := io.ReadAll(statement)
	if err != nil {
		return nil, "", err
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := w.WriteField("query", string(text)); err != nil {
		return nil, "", err
	}
	for name, values := range parameters {
		for _, v := range values {
			if err := w.WriteField(name, v); err != nil {
				return nil, "", err
			}
		}
	}
	if err := w.Close(); err != nil {
		return nil, "", err
	}
	return b.Bytes(), w.FormDataContentType(), nil
}
