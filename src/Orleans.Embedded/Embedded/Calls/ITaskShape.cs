namespace Orleans.Embedded.Calls;

/// <summary>What the engine must know about one of the four kinds of task that a grain method may return.</summary>
/// <typeparam name="TTask">The kind of task.</typeparam>
/// <typeparam name="TPromise">What answers a caller who has to wait.</typeparam>
internal interface ITaskShape<TTask, TPromise>
{
    static abstract TTask Invoke<TCall>(in TCall call, Grain grain)
        where TCall : struct, IGrainCall<TTask>;

    static abstract bool Succeeded(in TTask task);

    static abstract TTask FromException(Exception exception);

    /// <summary>The same as a task; consumes a value task.</summary>
    static abstract Task ToTask(in TTask task);

    static abstract TTask FromTask(Task task);

    /// <summary>The result of a task that has succeeded; null if it has none.</summary>
    static abstract object? ResultOf(Task task);

    /// <summary>The task of a call that went through filters: when they are done, the result that they leave.</summary>
    static abstract TTask FromContext(Task filters, IGrainCallContext context);

    static abstract TPromise NewPromise();

    static abstract TTask TaskOf(TPromise promise);

    static abstract bool IsAnswered(TPromise promise);

    /// <summary>Answers with what a completed task holds, unless it is answered already.</summary>
    static abstract void Answer(TPromise promise, Task task);

    /// <summary>Answers with an exception, unless it is answered already.</summary>
    static abstract bool Fail(TPromise promise, Exception exception);
}
