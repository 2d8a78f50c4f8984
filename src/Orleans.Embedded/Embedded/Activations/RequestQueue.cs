namespace Orleans.Embedded.Activations;

/// <summary>Requests in the order in which they came.</summary>
internal struct RequestQueue
{
    private Request? _head;
    private Request? _tail;

    public readonly Request? Head => _head;

    public void Add(Request request)
    {
        request.Next = null;
        if (_tail is null)
        {
            _head = request;
        }
        else
        {
            _tail.Next = request;
        }

        _tail = request;
    }

    public Request? Take()
    {
        if (_head is not { } first)
        {
            return null;
        }

        _head = (Request?)first.Next;
        if (_head is null)
        {
            _tail = null;
        }

        first.Next = null;
        return first;
    }
}
